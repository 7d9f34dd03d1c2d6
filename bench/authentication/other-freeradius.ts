import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Freeradius, freeUdpPort } from "@/gateway/freeradius/start";
import type { User } from "./load";

export interface Running {
  port: number;
  stop(): Promise<void>;
}

export const hasSql = () => existsSync("/usr/lib/freeradius/rlm_sql_postgresql.so");

/** FreeRADIUS with its passwords in a file. */
export function startWithFile(
  freeradius: Freeradius,
  folder: string,
  secret: string,
  users: readonly User[],
) {
  const file = join(folder, "users");
  const lines = users.map(({ name, password }) => `"${name}" Cleartext-Password := "${password}"\n`);
  return start(freeradius, folder, secret, "files", `files {\n\tfilename = ${file}\n}\n`, () =>
    writeFileSync(file, lines.join("\n"), { mode: 0o600 }),
  );
}

/** FreeRADIUS that asks PostgreSQL for the password by its own rlm_sql, in FreeRADIUS' own table. */
export function startWithSql(freeradius: Freeradius, folder: string, secret: string, database: URL) {
  const module = `sql {
	dialect = "postgresql"
	driver = "rlm_sql_postgresql"
	server = "${database.hostname}"
	port = ${database.port || 5432}
	login = "${database.username}"
	password = "${decodeURIComponent(database.password)}"
	radius_db = "${database.pathname.slice(1)}"
	acct_table1 = "radacct"
	acct_table2 = "radacct"
	postauth_table = "radpostauth"
	authcheck_table = "radcheck"
	groupcheck_table = "radgroupcheck"
	authreply_table = "radreply"
	groupreply_table = "radgroupreply"
	usergroup_table = "radusergroup"
	read_groups = no
	read_profiles = no
	delete_stale_sessions = no
	client_table = "nas"
	group_attribute = "SQL-Group"
	sql_user_name = "%{User-Name}"
	safe_characters = "@abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_: /"
	authorize_check_query = "SELECT id, UserName, Attribute, Value, Op FROM radcheck WHERE Username = '%{SQL-User-Name}' ORDER BY id"
	pool {
		start = 32
		min = 32
		max = 32
		spare = 32
		uses = 0
		lifetime = 0
		idle_timeout = 0
		retry_delay = 1
	}
}
`;
  return start(freeradius, folder, secret, "sql", module);
}

/** All else as the gateway has it: threads, signatures, and PAP and CHAP checked by FreeRADIUS itself. */
async function start(
  { server }: Freeradius,
  folder: string,
  secret: string,
  name: string,
  module: string,
  prepare: () => void = () => undefined,
): Promise<Running> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  prepare();
  const port = await freeUdpPort();
  const config = `prefix = /usr
libdir = /usr/lib/freeradius
name = bench
run_dir = ${folder}
logdir = ${folder}
db_dir = ${folder}
pidfile = ${folder}/radiusd.pid
max_request_time = 30
cleanup_delay = 5
max_requests = 16384
hostname_lookups = no
log {
	destination = stdout
}
security {
	max_attributes = 200
	reject_delay = 0
	status_server = no
}
thread pool {
	start_servers = 4
	max_servers = 32
	min_spare_servers = 4
	max_spare_servers = 32
	max_requests_per_server = 0
}
client here {
	ipaddr = 127.0.0.1
	secret = "${secret}"
	require_message_authenticator = yes
}
modules {
	pap {
	}
	chap {
	}
	${module}
}
server bench {
	listen {
		type = auth
		ipaddr = 127.0.0.1
		port = ${port}
	}
	authorize {
		update reply {
			&Message-Authenticator := 0x00
		}
		chap
		${name}
		pap
	}
	authenticate {
		Auth-Type PAP {
			pap
		}
		Auth-Type CHAP {
			chap
		}
	}
}
`;
  writeFileSync(join(folder, "radiusd.conf"), config, { mode: 0o600 });
  writeFileSync(join(folder, "dictionary"), "");
  const child = spawn(server, ["-f", "-l", "stdout", "-d", folder], { stdio: ["ignore", "pipe", "pipe"] });
  await ready(child);
  return {
    port,
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  let log = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-5_000);
      if (log.includes("Ready to process requests")) resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", () => reject(new Error(`FreeRADIUS did not start:\n${log}`)));
  });
}
