// #region on
/** Writes down each tick; call what it returns to stop. */
export function listen(socket, write) {
  const onTick = (n) => write(`tick ${n}`);
  socket.on("tick", onTick);
  return () => socket.off("tick", onTick);
}
// #endregion

// #region once
/** Writes down the first tick that comes, and no other. */
export function listenOnce(socket, write) {
  socket.once("tick", (n) => write(`first tick ${n}`));
}
// #endregion

// #region any
/** Writes down every event that comes, whatever its name. */
export function listenToAll(socket, write) {
  socket.onAny((event, ...values) => write(`${event} ${values}`));
}
// #endregion
