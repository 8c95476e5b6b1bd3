/**
 * Whether a host name means the reader's own machine. There, a port belongs to whichever program
 * runs at the time.
 */
export const isLoopback = (hostname: string): boolean =>
  /^(?:(?:.+\.)?localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
