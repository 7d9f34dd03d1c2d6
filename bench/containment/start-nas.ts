import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Freeradius, freeUdpPort } from "@/gateway/freeradius/start";

const configuration = (folder: string, port: number, secret: string) => `
prefix = /usr
logdir = ${folder}
run_dir = ${folder}
raddbdir = ${folder}
name = bench
max_requests = 65536
cleanup_delay = 2
security {
  allow_core_dumps = no
}
thread pool {
  start_servers = 4
  max_servers = 4
  min_spare_servers = 1
  max_spare_servers = 4
}
client here {
  ipaddr = 127.0.0.1
  secret = "${secret}"
}
modules {
  always ok {
    rcode = ok
  }
}
server nas {
  listen {
    type = coa
    ipaddr = 127.0.0.1
    port = ${port}
    recv_buff = 4194304
  }
  recv-coa {
    ok
  }
  send-coa {
    ok
  }
}
`;

/** A FreeRADIUS that acknowledges every Disconnect-Request and does nothing else. */
export async function startNas({ server }: Freeradius, folder: string, secret: string) {
  const port = await freeUdpPort();
  writeFileSync(join(folder, "radiusd.conf"), configuration(folder, port, secret), { mode: 0o600 });
  const child = spawn(server, ["-f", "-l", "stdout", "-d", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("Ready to process requests")) resolve();
    });
    void ended.then(() => reject(new Error("FreeRADIUS did not start")));
  });
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
