import { Server } from "socket.io";

const io = new Server(3000);

io.on("connection", (socket) => {
  // #region answer
  socket.on("answer", () => {
    socket.emit("news");
  });
  // #endregion

  // #region others
  socket.on("others", () => {
    socket.broadcast.emit("news");
  });
  // #endregion

  // #region everyone
  socket.on("everyone", () => {
    io.emit("news");
  });
  // #endregion

  // #region elsewhere
  socket.on("elsewhere", () => {
    setTimeout(() => io.emit("news"), 50);
  });
  // #endregion

  // #region one
  socket.on("one", (id) => {
    io.to(id).emit("news");
  });
  // #endregion

  // #region all-but-one
  socket.on("all-but-one", (id) => {
    io.except(id).emit("news");
  });
  // #endregion

  // #region join
  socket.on("join", (room) => {
    socket.join(room);
  });

  socket.on("leave", (room) => {
    socket.leave(room);
  });
  // #endregion

  // #region room
  socket.on("room", () => {
    io.to("red").emit("news");
  });
  // #endregion

  // #region room-others
  socket.on("room-others", () => {
    socket.to("red").emit("news");
  });
  // #endregion

  // #region two-rooms
  socket.on("two-rooms", () => {
    io.to(["red", "blue"]).emit("news");
  });
  // #endregion

  // #region send
  socket.on("send", () => {
    socket.send("hello");
  });
  // #endregion

  // #region tuple
  socket.on("tuple", () => {
    socket.emit("pair", 1, 2);
    socket.emit("list", [1, 2]);
  });
  // #endregion

  // #region acknowledge
  socket.on("acknowledge", (text, done) => {
    done("saved", text.length);
  });
  // #endregion

  // #region ask
  socket.on("ask", async () => {
    const answer = await socket.emitWithAck("question");
    socket.emit("news", answer);
  });
  // #endregion

  // #region id
  socket.on("id", () => {
    socket.emit("news", socket.id);
  });
  // #endregion

  // #region data
  socket.on("data", () => {
    socket.data.count = (socket.data.count ?? 0) + 1;
    socket.emit("news", socket.data.count);
  });
  // #endregion

  // #region transport
  socket.on("transport", () => {
    socket.emit("news", socket.conn.transport.name);
  });
  // #endregion

  // #region any
  socket.onAny((event, ...values) => {
    if (event === "anything") socket.emit("news", event, values);
  });
  // #endregion

  // Tells a test that all before it is done.
  socket.on("end", (done) => done());
});
