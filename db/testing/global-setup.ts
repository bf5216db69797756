import { mkdtemp, rm } from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import postgres from "postgres"
import type { TestProject } from "vitest/node"
import { startPostgres } from "@/scripts/embedded-postgres.mjs"
import { freePort } from "@/scripts/free-port.mjs"
import { runSetup, type SetupResult } from "./run-setup"

// One Postgres for the whole run, with everything db/setup creates in a template database; each test file works on its own
// clone (see database.ts), so files neither see nor wait for each other. Roles belong to the cluster and are shared.

const TEMPLATE = "firstcall_template"
const MASTER_KEY = "0123456789abcdef".repeat(4)

/** Speed over safety, here only: nothing in this cluster outlives the run. A test of durability starts a cluster of its own. */
const FAST = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: 300,
  // Counts statements and WAL for the tests of what a step costs.
  shared_preload_libraries: "pg_stat_statements",
}

declare module "vitest" {
  interface ProvidedContext {
    testCluster: TestCluster
  }
}

/** What a test file needs to clone the template. The URLs of `setup` point at the template database. */
export interface TestCluster {
  adminUrl: string
  template: string
  masterKey: string
  setup: SetupResult
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "firstcall-test-"))
  const server = await startPostgres({
    dataDir: path.join(folder, "postgres"),
    port: await freePort(),
    password: "test",
    settings: FAST,
  })
  const tearDown = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const admin = postgres(server.url("postgres"), { max: 1, fetch_types: false })
    await admin`create database firstcall_template`
    await admin.end()
    const setup = await runSetup({ adminUrl: server.url(TEMPLATE), masterKey: MASTER_KEY })
    project.provide("testCluster", {
      adminUrl: server.url("postgres"),
      template: TEMPLATE,
      masterKey: MASTER_KEY,
      setup,
    })
  } catch (error) {
    await tearDown()
    throw error
  }
  return tearDown
}
