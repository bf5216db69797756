import { existsSync, readdirSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { cruise } from "dependency-cruiser"
import extractTsConfig from "dependency-cruiser/config-utl/extract-ts-config"
import { checkSource } from "./check-source.mjs"

const FOLDERS = ["app", "components", "core", "db", "server", "workers"]
/** Without these there is nothing to check, and a check of nothing must not be green. */
const NEVER_EMPTY = ["components", "core", "server"]

const { forbidden, options } = createRequire(import.meta.url)("../.dependency-cruiser.cjs")

function sourceFiles(root, folder) {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true })
    .map((file) => `${folder}/${file.replaceAll(path.sep, "/")}`)
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"))
}

/**
 * Checks the import rules and the source rules of the project in `root`, which must be the working directory too:
 * dependency-cruiser resolves `@/` from there. Returns `{ files, problems }`, each problem a line that begins with the place.
 *
 * That the cruise saw fewer files than there are is a problem as well: with a version of TypeScript it does not know,
 * dependency-cruiser finds no module at all and reports success.
 */
async function checkProject(root) {
  const files = FOLDERS.flatMap((folder) => sourceFiles(root, folder))
  const problems = NEVER_EMPTY.filter((folder) => !files.some((file) => file.startsWith(`${folder}/`))).map(
    (folder) => `${folder}: holds no source file`,
  )
  if (files.length === 0) return { files: 0, problems }
  const folders = FOLDERS.filter((folder) => existsSync(path.join(root, folder)))
  const tsConfig = extractTsConfig(path.join(root, "tsconfig.json"))
  const { output } = await cruise(folders, { ...options, validate: true, ruleSet: { forbidden } }, {}, { tsConfig })

  const cruised = new Set(output.modules.map(({ source }) => source))
  const unseen = files.filter((file) => !cruised.has(file))
  problems.push(...unseen.map((file) => `${file}: was not seen by the import check`))
  for (const { from, to, rule, cycle } of output.summary.violations) {
    problems.push(`${from}: ${rule.name}, ${cycle ? cycle.map(({ name }) => name).join(" → ") : to}`)
  }
  problems.push(...files.flatMap((file) => checkSource(root, file)))
  return { files: files.length, problems }
}

const { files, problems } = await checkProject(process.cwd())
for (const problem of problems) console.error(problem)
console.log(`${files} files, ${problems.length} problems`)
process.exit(problems.length > 0 ? 1 : 0)
