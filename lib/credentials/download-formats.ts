import { csvLine } from "@/lib/kernel/csv";

interface Line {
  label: string;
  iccid: string | null;
  id: string;
  username: string;
  password: string;
  /** how the device shall sign on: a password that is kept one way answers PAP alone */
  auth: "pap" | "chap";
}

interface Writing {
  /** how its name ends, before the encryption's own ending */
  ending: string;
  head: string;
  line(credential: Line): string;
}

const apn = "# Put the name of your access point in the place of APN.\n\n";

/**
 * How each format writes a credential. What a username and a password are made of means nothing to any of these, nor to a
 * spreadsheet, so both stand there as they are. A device's name does not: it is text in CSV, and only a remark elsewhere.
 */
export const writings = {
  csv: {
    ending: "csv",
    head: csvLine(["device", "iccid", "username", "password"]),
    line: ({ label, iccid, username, password }) =>
      `${csvLine([label, iccid]).trimEnd()},${username},${password}\r\n`,
  },
  // 3GPP TS 27.007, 10.1.1 and 10.1.31; 1 is PAP, 2 is CHAP
  at: {
    ending: "txt",
    head: apn,
    line: (each) =>
      `${remark(each)}AT+CGDCONT=1,"IP","APN"\nAT+CGAUTH=1,${each.auth === "pap" ? 1 : 2},"${each.username}","${each.password}"\n\n`,
  },
  uci: {
    ending: "txt",
    head: apn,
    line: (each) =>
      `${remark(each)}uci set network.wwan.apn='APN'\nuci set network.wwan.auth='${each.auth}'\n` +
      `uci set network.wwan.username='${each.username}'\nuci set network.wwan.password='${each.password}'\n` +
      "uci commit network\n\n",
  },
  ppp: {
    ending: "txt",
    head: "# Lines for /etc/ppp/pap-secrets, and for /etc/ppp/chap-secrets unless it says PAP only.\n\n",
    line: (each) =>
      `${remark(each)}${each.auth === "pap" ? "# PAP only\n" : ""}"${each.username}" * "${each.password}" *\n\n`,
  },
  routeros: {
    ending: "txt",
    head: apn,
    line: (each) =>
      `${remark(each)}/interface lte apn add name=cordon apn=APN authentication=${each.auth} ` +
      `user="${each.username}" password="${each.password}"\n\n`,
  },
} as const satisfies Record<string, Writing>;

export type DownloadFormat = keyof typeof writings;
export const downloadFormats = Object.keys(writings) as [DownloadFormat, ...DownloadFormat[]];

/** Which device it is for, in one line that nothing can break out of. */
const remark = ({ label, iccid, id }: Line) =>
  `# ${iccid ?? id} ${label.replaceAll(/[^\p{L}\p{N} ._-]/gu, " ").slice(0, 100)}`.trimEnd().concat("\n");
