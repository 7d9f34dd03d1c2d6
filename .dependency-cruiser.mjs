// Who may import whom. scripts/checks/imports.test.ts breaks every rule once and sees it caught.

import { fileURLToPath } from "node:url";

const TESTS = "\\.test\\.tsx?$";
const OUTSIDE = "^(e2e|bench|scripts|gateway)/";

/** `from` may not import `to`; tests may, because they arrange what they then attempt. */
function never(name, comment, from, to) {
  const asObject = (side) => (typeof side === "string" ? { path: side } : side);
  const origin = asObject(from);
  return {
    name,
    comment,
    severity: "error",
    from: { ...origin, pathNot: [TESTS, origin.pathNot ?? []].flat() },
    to: asObject(to),
  };
}

/** Types vanish when compiled, so importing one ties nothing together at run time. */
const atRunTime = { dependencyTypesNot: ["type-only"] };

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: atRunTime } },
    {
      name: "everything-resolves",
      comment: "An import that is not found would escape every other rule.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^(next|react|react-dom)(/|$)" },
    },

    never("app-shows", "Pages and routes hold no SQL and start no process.", "^app/", "^(db|worker|ingest)/"),
    never("app-shows-without-drivers", "No SQL in app.", "^app/", "node_modules/(pg|pg-boss|kysely)/"),
    never(
      "app-through-the-doors",
      "Pages, actions and routes run operations through ask, action and respond only.",
      "^app/",
      {
        path: "^lib/operation/",
        pathNot:
          "^lib/operation/(ask|action|respond|respond-as-encrypted-file|respond-as-file|stream-live|viewer|visible-error)\\.ts$",
        ...atRunTime,
      },
    ),
    never("components-look", "From lib, components take types only.", "^components/", {
      path: "^lib/",
      ...atRunTime,
    }),
    never(
      "components-stand-alone",
      "Components know neither pages nor data.",
      "^components/",
      "^(app|db|worker|ingest)/",
    ),
    never("ui-has-no-product", "components/ui has no product words.", "^components/ui/", {
      path: "^(components/(?!ui/)|lib/)",
    }),

    never(
      "lib-looks-inwards",
      "What the product does knows nobody who asks for it.",
      "^lib/",
      "^(app|components|worker|ingest)/",
    ),
    never(
      "nouns-know-db-by-type",
      "A noun gets its transaction from perform; it imports only the types of db.",
      { path: "^lib/", pathNot: "^lib/(operation|auth|accounting|authentication|ingest|live|health)/" },
      { path: "^db/", ...atRunTime },
    ),
    never(
      "perform-opens-transactions",
      "lib/operation uses db's scoped transaction and the queue.",
      "^lib/operation/",
      {
        path: "^db/",
        pathNot: "^db/(scoped|pools|queue)\\.ts$",
        ...atRunTime,
      },
    ),
    never("auth-through-its-door", "Signing in uses db's platform door.", "^lib/auth/", {
      path: "^db/",
      pathNot: "^db/auth\\.ts$",
      ...atRunTime,
    }),
    never(
      "ingest-rules-through-their-door",
      "What the network says reaches the database through db's ingest door.",
      "^lib/(accounting|authentication|ingest)/",
      {
        path: "^db/",
        pathNot: "^db/ingest\\.ts$",
        ...atRunTime,
      },
    ),
    never("kernel-stands-alone", "lib/kernel knows no noun.", "^lib/kernel/", {
      path: "^lib/",
      pathNot: "^lib/kernel/",
    }),
    never("access-stands-low", "The vocabulary of access knows no operation.", "^lib/access/", {
      path: "^lib/",
      pathNot: "^lib/(access|kernel|audit)/",
      ...atRunTime,
    }),
    never(
      "nouns-keep-apart",
      "One noun reaches another through its public.ts only.",
      { path: "^lib/([^/]+)/", pathNot: "^lib/operation/" },
      {
        path: "^lib/[^/]+/",
        pathNot: ["^lib/$1/", "^lib/(kernel|access|operation|audit|live|mail)/", "^lib/[^/]+/public\\.ts$"],
        ...atRunTime,
      },
    ),

    never("ingest-is-a-road", "ingest uses lib and db's ingest door.", "^ingest/", {
      path: "^(app|components|worker|db)/",
      pathNot: "^db/ingest\\.ts$",
    }),
    never("worker-comes-later", "worker uses lib and db's job door.", "^worker/", {
      path: "^(app|components|ingest|db)/",
      pathNot: "^db/(queue|jobs)\\.ts$",
    }),
    never(
      "db-stands-low",
      "db knows lib/kernel only.",
      { path: "^db/", pathNot: "^db/testing/" },
      { path: "^(lib/(?!kernel/)|app/|components/|worker/|ingest/)", ...atRunTime },
    ),
    never("e2e-is-a-user", "End-to-end tests reach what a person can, and the test support of db.", "^e2e/", {
      path: "^(app|components|lib|db|worker|ingest)/",
      pathNot: "^db/testing/",
    }),
    never(
      "nothing-runs-the-outside",
      "The product does not know its scripts, benches and tests.",
      { path: "^(app|components|lib|db|worker|ingest)/", pathNot: "^db/testing/" },
      OUTSIDE,
    ),
    never("tests-are-ends", "Nothing imports a test.", {}, TESTS),
  ],
  options: {
    // TypeScript 7 has no parser to lend.
    parser: "swc",
    exclude: { path: "^(\\.next|\\.data|\\.runtime)/" },
    doNotFollow: { path: "node_modules" },
    webpackConfig: { fileName: fileURLToPath(new URL(".dependency-cruiser-alias.cjs", import.meta.url)) },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".cjs", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "node", "require", "types", "default"],
      mainFields: ["module", "main", "types"],
    },
  },
};
