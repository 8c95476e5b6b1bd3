// Each is the second argument of a client's io(address, options).
export const alice = { transports: ["polling", "websocket"] };
export const bob = { transports: ["polling"] };
export const carol = { transports: ["websocket"] };
