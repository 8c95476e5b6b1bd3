// What each client's io() was given.
export const alice = { transports: ["polling", "websocket"] };
export const bob = { transports: ["polling"] };
export const carol = { transports: ["websocket"] };
