#!/usr/bin/env node
// The one command: `npm start`. It needs nothing but Node; everything else it fetches, builds and starts itself.
// This file stays readable for old versions of Node, so that they can say which one is asked for.

const [major, minor] = process.versions.node.split(".").map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Firstcall needs Node 20.19 or newer; this is ${process.versions.node}. Node 24 is recommended: https://nodejs.org/en/download`,
  )
  process.exit(1)
}

void import("./instance.mjs").then(({ runInstance }) => runInstance({ isDev: process.argv.includes("--dev") }))
