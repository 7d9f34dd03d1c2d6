import { describe, expect, it } from "vitest";
import { readAnswers } from "@/lib/containment/read-answers";

const sent = (id: number) =>
  `Sent Disconnect-Request Id ${id} from 0.0.0.0:40245 to 127.0.0.1:3799 length 63\n\tAcct-Session-Id = "Received Disconnect-ACK Id 8"`;
const ack = (id: number) =>
  `Received Disconnect-ACK Id ${id} from 127.0.0.1:3799 to 127.0.0.1:40245 length 20`;
const nak = (id: number, cause: string) =>
  `Received Disconnect-NAK Id ${id} from 127.0.0.1:3799 to 127.0.0.1:40245 length 32\n\tError-Cause = ${cause}`;

const read = (lines: string[], requests: number) =>
  readAnswers(lines.join("\n"), requests).map((answer) =>
    answer.kind === "none" ? "none" : answer.kind === "ack" ? "ack" : answer.errorCause,
  );

describe("what radclient says", () => {
  it("is told apart by identifier and port, in whatever order answers come", () => {
    expect(read([sent(1), sent(2), sent(3), nak(3, "Session-Context-Not-Found"), ack(1)], 3)).toEqual([
      "ack",
      "none",
      503,
    ]);
  });

  it("is not mistaken when an identifier that was answered is used again", () => {
    expect(read([sent(7), nak(7, "Proxy-Processing-Error"), sent(8), sent(7), ack(7)], 3)).toEqual([
      505,
      "none",
      "ack",
    ]);
  });

  it("is not believed where it answers nothing that was asked, or twice", () => {
    expect(read([ack(9), sent(1), ack(2), nak(1, "506"), ack(1)], 2)).toEqual([506, "none"]);
  });

  it("never passes on what may be secret", () => {
    const [answer] = readAnswers(
      [
        sent(1),
        ack(1),
        '\tUser-Password = "x"',
        "\tMessage-Authenticator = 0x01",
        '\tReply-Message = "bye"',
      ].join("\n"),
      1,
    );
    expect(answer).toEqual({ kind: "ack", errorCause: null, attributes: { "Reply-Message": "bye" } });
  });
});
