import { connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Stop } from "./step.mjs";

/** Whether nobody listens on `port` of `host`. */
export function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

export function freePort(host = "127.0.0.1"): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
    socket.once("timeout", () => end(false));
  });
}

/** Waits until somebody listens on `port`. */
export async function answersBy(port: number, patience: number): Promise<void> {
  for (const began = Date.now(); Date.now() - began < patience; await sleep(100)) {
    if (await answers(port)) return;
  }
  throw new Stop(`Nothing listens on port ${port}.`);
}
