import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  // #region missing-value
  socket.on("missing-value", (a, b) => {
    socket.emit("news", a, b);
  });
  // #endregion

  // #region two-values
  socket.on("two-values", () => {
    socket.emit("news", 1, 2);
  });
  // #endregion

  // #region not-json
  socket.on("not-json", () => {
    socket.emit("news", new Set([1, 2]));
  });
  // #endregion

  // #region later
  socket.on("later", () => {
    setTimeout(() => socket.emit("news"), 50);
  });
  // #endregion

  // #region reserved
  socket.on("reserved", () => {
    try {
      socket.emit("connect_error", "I say so");
    } catch {
      socket.emit("news", "not sent");
    }
  });
  // #endregion

  // #region ask-everyone
  socket.on("ask-everyone", async () => {
    const answers = await io.timeout(1000).emitWithAck("question");
    socket.emit("news", answers);
  });
  // #endregion

  // #region slow
  socket.on("slow", () => {
    const end = Date.now() + 200;
    while (Date.now() < end); // long work
    socket.emit("news", "slow");
  });

  socket.on("quick", () => {
    socket.emit("news", "quick");
  });
  // #endregion

  // Tells a test that all before it is done.
  socket.on("end", (done) => done());
});
