/**
 * In the place of what a server in a tab has no use for: files, compression, HTTP servers, the
 * `ws` package, JSONP, the third protocol revision, uWebSockets.js, clusters. Its names are those
 * that are taken at import time; whoever calls one reads why it is not there.
 */
const absent = (name: string) =>
  function none(): never {
    throw new Error(`${name} is not there: this server runs in a browser tab.`);
  };

export const createServer = absent("http.createServer");
export const createReadStream = absent("fs.createReadStream");
export const createGzip = absent("zlib.createGzip");
export const createDeflate = absent("zlib.createDeflate");
export const createBrotliCompress = absent("zlib.createBrotliCompress");
export const pipeline = absent("stream.pipeline");
export const join = absent("path.join");
export const attach = absent("attach");
export const randomUUID = absent("crypto.randomUUID");
export const Server = absent("Server");
export const uServer = absent("uServer");
export const ClusterAdapter = absent("ClusterAdapter");
export const ClusterAdapterWithHeartbeat = absent(
  "ClusterAdapterWithHeartbeat",
);
/** Every server that closes calls it; here nothing has changed what it would restore. */
export const restoreAdapter = (): void => undefined;
export default absent("This module");
