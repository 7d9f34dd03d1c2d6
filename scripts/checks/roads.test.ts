import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((file) => `${folder}/${file}`)
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\/testing\/|does-not-compile/.test(file))
    .sort();

/** Every action that answers somebody who is not wholly signed in, or changes how they sign in: what it is to docs/signing-in.md. */
const known: Record<string, Record<string, string>> = {
  "app/(sign-in)/actions.ts": {
    signInAction: "password",
    signInToAcceptAction: "password",
    startPasskeyAction: "passkey alone",
    signInWithPasskeyAction: "passkey alone",
    signOutAction: "out",
    forgottenPasswordAction: "new password by mail",
    resetPasswordAction: "new password by mail",
    acceptInvitationAction: "invitation",
  },
  "app/(sign-in)/sign-in/second-factor/actions.ts": {
    waysToProveAction: "second factor",
    proveAction: "second factor, recovery code",
    startKeyProofAction: "second factor",
    proveWithKeyAction: "second factor",
    sendProofCodeAction: "second factor",
  },
  "app/(sign-in)/sign-in/enrol/actions.ts": {
    startAppAction: "setting up",
    confirmAppAction: "setting up",
    startKeyAction: "setting up",
    finishKeyAction: "setting up",
    startPhoneAction: "setting up",
    confirmPhoneAction: "setting up",
    readDeliveryAction: "setting up",
    makeRecoveryCodesAction: "setting up",
  },
  "app/(sign-in)/factor-reset/[token]/actions.ts": {
    confirmResetAction: "reset of the second factor",
    declineResetAction: "reset of the second factor",
  },
  "app/you/actions.ts": {
    changeNameAction: "one's own",
    changePasswordAction: "one's own",
    endSessionAction: "one's own",
    endOtherSessionsAction: "one's own",
    renameFactorAction: "one's own",
    removeFactorAction: "one's own",
  },
};

test("every way to sign in is known and documented; whatever is new must be added here", () => {
  const actions = filesOf("app").filter((file) => file.endsWith("/actions.ts"));
  const personal = actions.filter((file) => file.startsWith("app/(sign-in)/") || file.startsWith("app/you/"));
  expect(personal).toEqual(Object.keys(known).sort());
  for (const file of personal) {
    const exported = [...read(file).matchAll(/^export (?:async function|const) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(exported.sort(), file).toEqual(Object.keys(known[file] ?? {}).sort());
  }
  const roads = read("docs/signing-in.md").toLowerCase();
  for (const road of [
    "passkey alone",
    "recovery code",
    "invitation",
    "new password by mail",
    "reset of the second factor",
  ])
    expect(roads).toContain(`| ${road} |`);
});

test("every address of the API that asks nobody to be signed in is known; all others ask at one door", () => {
  const routes = filesOf("app").filter((file) => file.endsWith("/route.ts"));
  const open = routes.filter(
    (file) =>
      !/\b(respond|respondAsFile|respondAsEncryptedFile|respondToProvider|streamLive)\(/.test(read(file)),
  );
  expect(open).toEqual(["app/api/auth/session/route.ts", "app/api/health/route.ts"]);
  const ofNextAuth = read("app/api/auth/session/route.ts");
  expect([...ofNextAuth.matchAll(/^export .*/gm)].map(([line]) => line)).toEqual([
    "export const { GET } = handlers;",
  ]);
  const others = filesOf("app").filter((file) => file.endsWith("/actions.ts") && !(file in known));
  for (const file of others)
    for (const [line] of read(file).matchAll(/^export .*/gm))
      expect(line, file).toMatch(
        /^export (?:const \w+ = (?:action|actionAsSelf|providerAction)\(|async function )/,
      );
});

test("next-auth knows one provider, which asks for a password: no mail, no other site", () => {
  const source = read("lib/auth/sign-in/next-auth.ts");
  expect([...source.matchAll(/"next-auth\/providers\/(\w+)"/g)].map(([, name]) => name)).toEqual([
    "credentials",
  ]);
  expect(source).toMatch(/providers: \[\n\s+Credentials\(/);
  expect(filesOf("lib").filter((file) => read(file).includes("next-auth/providers/"))).toEqual([
    "lib/auth/sign-in/next-auth.ts",
  ]);
});

const calling = (name: string) =>
  [...filesOf("lib"), ...filesOf("app"), ...filesOf("worker")].filter((file) =>
    new RegExp(`(?<!function )\\b${name}\\(`).test(read(file)),
  );

test("a session begins, and is proven anew, in the places that were reviewed for it", () => {
  expect(calling("startSession")).toEqual([
    "lib/auth/factors/sign-in-with-passkey.ts",
    "lib/auth/sign-in/sign-in.ts",
  ]);
  expect(calling("renewSession")).toEqual([
    "lib/auth/factors/finish-enrolment.ts",
    "lib/auth/factors/prove-with-password.ts",
    "lib/auth/factors/prove.ts",
  ]);
  const writing = filesOf("lib").filter((file) => /insertInto\("session"\)/.test(read(file)));
  expect(writing).toEqual(["lib/auth/sessions/start-session.ts"]);
});

test("on every road a secret is compared only after the attempt was counted", () => {
  // the last passwords are compared once the road is open already, and a right one again before its session begins
  const counted = calling("verifyPassword").filter(
    (file) =>
      ![
        "lib/auth/passwords/choose-password.ts",
        "lib/auth/passwords/hash-password.ts",
        "lib/auth/passwords/is-still-password.ts",
      ].includes(file),
  );
  expect(counted.length).toBeGreaterThan(3);
  for (const file of counted) {
    const source = read(file);
    const [count, compare] = [source.search(/await countAttempt\(/), source.search(/await verifyPassword\(/)];
    expect(count, file).toBeGreaterThan(0);
    expect(compare, file).toBeGreaterThan(count);
  }
  expect(calling("checkApp").concat(calling("checkPhone"), calling("checkRecovery"))).toEqual(
    Array(3).fill("lib/auth/factors/prove-with-code.ts"),
  );
  const prove = read("lib/auth/factors/prove.ts");
  expect(prove.indexOf("await countGuess(")).toBeGreaterThan(0);
  expect(prove.indexOf("await check(")).toBeGreaterThan(prove.indexOf("await countGuess("));
});

test("every page behind a session has a way out of it", () => {
  const open =
    /^app\/(?:page|\(sign-in\)\/(?:sign-in|forgotten-password|invitation\/\[token\]|reset-password\/\[token\]|factor-reset\/\[token\])\/page)\.tsx$/;
  const pages = filesOf("app").filter((file) => file.endsWith("/page.tsx") && !open.test(file));
  expect(pages.length).toBeGreaterThan(30);
  const frames = ["portal-frame", "provider-frame"];
  const offers = (file: string): boolean => {
    const source = read(file);
    if (source.includes("signOutAction")) return true;
    return frames.some(
      (frame) =>
        source.includes(`/${frame}"`) &&
        filesOf("app").some((each) => each.endsWith(`/${frame}.tsx`) && read(each).includes("signOutAction")),
    );
  };
  const layouts = filesOf("app").filter((file) => file.endsWith("/layout.tsx"));
  const without = pages.filter(
    (page) =>
      !offers(page) &&
      !layouts.some((layout) => page.startsWith(layout.replace(/layout\.tsx$/, "")) && offers(layout)),
  );
  expect(without).toEqual([]);
});
