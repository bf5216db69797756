// Who may import whom. Stages only go forward and the core stays pure; `npm run imports` checks it, and a test shows for
// each rule that it catches a breach (scripts/check-imports.test.ts).

/** Tests and what only tests use. */
const TEST = "\\.test\\.tsx?$|\\.fixture\\.tsx?$|/testing/|^e2e/"
const PRODUCT = "^(app|components|core|db|server|workers)/"
const PURE_PACKAGES = "^node_modules/(zod|@bufbuild/[^/]+|@noble/hashes|temporal-polyfill|temporal-spec)/"
const SQL_PACKAGES = "^node_modules/(pg|postgres|drizzle-orm)/"

const rule = (name, comment, from, to) => ({ name, severity: "error", comment, from, to })

module.exports = {
  forbidden: [
    rule(
      "core-is-pure",
      "The core is shared by browser, server and workers and is replayed by auditors: no I/O, no clock, no framework.",
      { path: "^core/", pathNot: TEST },
      { pathNot: ["^core/", PURE_PACKAGES] },
    ),
    rule(
      "core-stands-alone",
      "A test of the core needs nothing but the core either.",
      { path: "^core/" },
      { path: "^(app|components|db|server|workers|scripts|e2e)/" },
    ),
    rule(
      "db-below-server",
      "Tables know nothing of what is done with them.",
      { path: "^db/" },
      { path: "^(app|components|server|workers)/" },
    ),
    rule(
      "server-below-interface",
      "Verbs do not know who calls them; only a test may try them through their route.",
      { path: "^server/", pathNot: TEST },
      { path: "^(app|components|workers)/" },
    ),
    rule(
      "queries-are-private",
      "Another noun is used through its verbs; its SQL is its own.",
      { path: "^server/([^/]+)/" },
      { path: "^server/[^/]+/queries\\.ts$", pathNot: "^server/$1/" },
    ),
    rule(
      "workers-use-verbs",
      "A worker calls the server's verbs; it knows no table and draws nothing.",
      { path: "^workers/", pathNot: TEST },
      { path: "^(app|components|db)/" },
    ),
    rule(
      "workers-speak-no-sql",
      "Only the queue's own runtime talks to Postgres.",
      { path: "^workers/", pathNot: [TEST, "^workers/runtime/"] },
      { path: SQL_PACKAGES },
    ),
    rule(
      "components-stay-in-the-browser",
      "What a browser loads must not reach for the database, for routes or for Node.",
      { path: "^components/", pathNot: TEST },
      { path: ["^(app|db|workers)/", SQL_PACKAGES] },
    ),
    rule(
      "components-without-node",
      "A browser has no Node modules.",
      { path: "^components/", pathNot: TEST },
      { dependencyTypes: ["core"] },
    ),
    rule(
      "components-know-server-types-only",
      "The types of the procedures, never their code.",
      { path: "^components/", pathNot: TEST },
      { path: "^server/", dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "app-is-thin",
      "A page or route calls a verb; it reads no table itself.",
      { path: "^app/", pathNot: TEST },
      { path: ["^(db|workers|scripts)/", SQL_PACKAGES] },
    ),
    rule(
      "one-router",
      "A procedure outside of the one router is seen neither by the cross-tenant matrix nor by the documentation.",
      { path: "^(app|workers|components)/", pathNot: TEST },
      { path: "^server/api/trpc" },
    ),
    rule(
      "product-without-tests",
      "What runs for users does not contain test code.",
      { path: PRODUCT, pathNot: TEST },
      { path: TEST },
    ),
    rule(
      "product-without-scripts",
      "Scripts use the product, not the other way round.",
      { path: PRODUCT, pathNot: TEST },
      { path: "^(scripts|bench)/" },
    ),
    rule(
      "product-without-dev-packages",
      "An installation without development packages must run.",
      { path: PRODUCT, pathNot: TEST },
      { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    ),
    rule(
      "no-circles",
      "Two files that need each other are one file or three.",
      { path: PRODUCT },
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule(
      "no-dead-ends",
      "An import that leads nowhere hides from all rules above.",
      { path: PRODUCT },
      { couldNotResolve: true },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // `import type` counts: the rules tell it apart themselves.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
