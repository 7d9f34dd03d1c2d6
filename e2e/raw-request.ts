import { type IncomingHttpHeaders, request } from "node:http";

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** A request as a program sends it, with nothing added but Host: no cookie jar, no redirect followed. Streams are left at once. */
export function ask(
  base: string,
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const length: Record<string, string> = body ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const asked = request({ hostname, port, path, method, headers: { ...headers, ...length } }, (answer) => {
      let text = "";
      const done = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      if (answer.headers["content-type"]?.startsWith("text/event-stream")) {
        done();
        asked.destroy();
        return;
      }
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => {
        text += chunk;
      });
      answer.on("end", done);
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
