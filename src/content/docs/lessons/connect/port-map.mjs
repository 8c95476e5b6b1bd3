// For tests: puts another port in the place of 3000 for one process, as `docker run -p` does,
// so that a sample runs unchanged while something else holds the port.
import { Server, Socket } from "node:net";

const { listen } = Server.prototype;
Server.prototype.listen = function (port, ...rest) {
  if (port !== 3000) return listen.call(this, port, ...rest);
  this.once("listening", () => process.send({ port: this.address().port }));
  return listen.call(this, 0, ...rest);
};

const { connect } = Socket.prototype;
Socket.prototype.connect = function (...values) {
  const [first] = values;
  // Node's own callers hand over one array, whose first item holds the options.
  const options = Array.isArray(first) ? first[0] : first;
  if (Number(options?.port) === 3000) options.port = Number(process.env.PORT);
  return connect.apply(this, values);
};

// A page has an address; Node has none. `io()` without one asks for it.
globalThis.location ??= new URL("http://localhost:3000/");
