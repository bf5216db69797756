#!/usr/bin/env node
// Writes the migrations that bring both trees to what the tables say: `npm run db:generate [-- --name <what changes>]`.
// `-- --initial` throws a tree's migrations away and writes one initial migration instead; only while nothing has landed.
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"
import { parseArgs } from "node:util"

const root = path.resolve(import.meta.dirname, "..")
const { values } = parseArgs({ options: { initial: { type: "boolean" }, name: { type: "string" } } })
const name = values.initial ? "initial" : values.name

/**
 * drizzle-kit qualifies foreign keys and enums of unqualified tables with "public"; every tenant has its own schema. The
 * control schema is there before the first migration: it holds the list of the migrations that have been applied.
 */
function correct(folder) {
  for (const file of readdirSync(folder).filter((file) => file.endsWith(".sql"))) {
    const at = path.join(folder, file)
    const text = readFileSync(at, "utf8")
    const corrected = text.replaceAll('"public".', "").replace(/^CREATE SCHEMA "/m, 'CREATE SCHEMA IF NOT EXISTS "')
    if (corrected !== text) writeFileSync(at, corrected)
  }
}

const sqlOf = (folder) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.endsWith(".sql"))
        .map((file) => readFileSync(path.join(folder, file), "utf8"))
    : []

const before = mkdtempSync(path.join(tmpdir(), "firstcall-migrations-"))
for (const tree of ["control", "tenant"]) {
  const folder = path.join(root, "db", tree, "migrations")
  const kept = path.join(before, tree)
  if (existsSync(folder)) cpSync(folder, kept, { recursive: true })
  if (values.initial) rmSync(folder, { recursive: true, force: true })
  const cli = path.join(root, "node_modules", "drizzle-kit", "bin.cjs")
  const { status } = spawnSync(process.execPath, [cli, "generate", ...(name ? ["--name", name] : [])], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, FIRSTCALL_MIGRATION_TREE: tree },
  })
  if (status !== 0) process.exit(status ?? 1)
  correct(folder)
  // The same SQL again: the old files stay, whose ids and dates would otherwise change with every run.
  if (values.initial && sqlOf(folder).join() === sqlOf(kept).join()) cpSync(kept, folder, { recursive: true })
}
rmSync(before, { recursive: true, force: true })
