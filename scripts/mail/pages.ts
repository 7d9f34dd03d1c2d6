import type { PhoneMessage } from "../phone/receiver";
import { LINK, type Message } from "./messages";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

export function listPage(messages: Message[], phone: readonly PhoneMessage[], nonce: string): string {
  const rows = messages.map(
    ({ id, subject, to, date }) => `<li><a href="/messages/${id}"><strong>${escapeHtml(subject)}</strong>
<span>To ${escapeHtml(to.join(", "))}</span> ${time(date)}</a></li>`,
  );
  const body =
    rows.length > 0
      ? `<ol>${rows.join("\n")}</ol>`
      : `<p class="empty">No mail yet. Invitations and password resets arrive here.</p>`;
  const newest = messages[0]?.id ?? "";
  return page(
    "Mail inbox",
    `<h1>Mail inbox</h1>
<p class="hint">Every mail this portal sends ends here and goes no further.</p>
<p role="status" id="new" data-newest="${newest}" data-call="${phone[0]?.id ?? ""}"></p>
${body}
${phone.length > 0 ? phoneList(phone) : ""}
<script nonce="${nonce}">${WATCH}</script>`,
    nonce,
  );
}

function phoneList(messages: readonly PhoneMessage[]): string {
  const rows = messages.map(
    ({
      channel,
      to,
      date,
      text,
    }) => `<li><div><strong>${channel === "text" ? "Text" : "Call"} to ${escapeHtml(to)}</strong>
<span>${escapeHtml(text)}</span> ${time(date)}</div></li>`,
  );
  return `<h2>Phone</h2>
<p class="hint">Texts, and what was said in calls.</p>
<ol>${rows.join("\n")}</ol>`;
}

export function messagePage({ subject, from, to, date, text }: Message, nonce: string): string {
  return page(
    subject,
    `<p><a href="/">All mail</a></p>
<h1>${escapeHtml(subject)}</h1>
<dl><dt>From</dt><dd>${escapeHtml(from)}</dd><dt>To</dt><dd>${escapeHtml(to.join(", "))}</dd><dt>Arrived</dt><dd>${time(date)}</dd></dl>
<article>${withLinks(text)}</article>`,
    nonce,
  );
}

export function missingPage(nonce: string): string {
  return page("No such mail", `<h1>No such mail</h1><p><a href="/">All mail</a></p>`, nonce);
}

const time = (date: string) => `<time datetime="${date}">${date.slice(0, 19).replace("T", " ")} UTC</time>`;

function withLinks(text: string): string {
  let end = 0;
  let html = "";
  for (const match of text.matchAll(LINK)) {
    const link = escapeHtml(match[0]);
    html += `${escapeHtml(text.slice(end, match.index))}<a href="${link}" rel="noreferrer">${link}</a>`;
    end = match.index + match[0].length;
  }
  return html + escapeHtml(text.slice(end));
}

function page(title: string, body: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Cordon</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

/** Says that mail came instead of moving the list under someone's pointer. */
const WATCH = `
const status = document.getElementById("new");
setInterval(async () => {
  const [newest] = await (await fetch("/api/messages?limit=1")).json();
  const [call] = await (await fetch("/api/phone")).json();
  const mailed = newest && newest.id !== status.dataset.newest;
  const rung = call && call.id !== status.dataset.call;
  if ((mailed || rung) && !status.firstChild) {
    const link = document.createElement("a");
    link.href = "/";
    link.textContent = mailed ? "New mail has arrived. Show it" : "A phone was reached. Show it";
    status.append(link);
  }
}, 3000);`;

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #343a44); --quiet: light-dark(#565e6b, #a3acba);
  --link: light-dark(#1d4ed8, #8ab4ff); --back: light-dark(#f7f8fa, #14171c); --card: light-dark(#fff, #1c2027); }
body { margin: 0; background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 .25rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
a { color: var(--link); } a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.hint, span, time, dt { color: var(--quiet); }
ol { list-style: none; margin: 1.5rem 0 0; padding: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
li + li { border-top: 1px solid var(--line); }
li a, li div { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .75rem 1rem; color: inherit; text-decoration: none; }
li a:hover strong { text-decoration: underline; } li span { grid-row: 2; overflow-wrap: anywhere; }
li div span { white-space: pre-line; }
time { font-variant-numeric: tabular-nums; font-size: .875rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; } dd { margin: 0; overflow-wrap: anywhere; }
article { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.empty { padding: 2rem; border: 1px dashed var(--line); border-radius: 8px; text-align: center; }`;
