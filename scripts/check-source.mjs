import { readFileSync } from "node:fs"
import path from "node:path"
import ts from "typescript"

// What an import rule cannot see: the clock and the dice are globals, and a method of a driver can run any text as SQL.

/** Each may build SQL from text: names of roles and schemas cannot be parameters. All check what they put in. */
const SQL_FROM_TEXT = new Set([
  "db/migrate-control.ts",
  "db/migrate-queue.ts",
  "db/migrate-tenant.ts",
  "db/setup-roles.ts",
  "db/testing/database.ts",
])

const IMPURE_MEMBERS = /^(Date\.now|performance\.now|Math\.random|Temporal\.Now|crypto\.(randomUUID|getRandomValues))$/
const IMPURE_NAMES = new Set(["process", "setTimeout", "setInterval", "setImmediate", "fetch"])
const SQL_MEMBERS = /(^|\.)sql\.(raw|identifier)$/i

const isTest = (file) => /\.test\.tsx?$|\.fixture\.tsx?$|\/testing\//.test(file)

/** True for a name that is read as a value, not for a property, a declaration's name or a key. */
function isFreeName(node) {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  return ts.isCallExpression(parent) || ts.isElementAccessExpression(parent)
}

/** What is impure about this node, as the author wrote it, or undefined. */
function impurity(node) {
  if (ts.isPropertyAccessExpression(node) && IMPURE_MEMBERS.test(node.getText())) return node.getText()
  if (ts.isIdentifier(node) && IMPURE_NAMES.has(node.text) && isFreeName(node)) return node.text
  const isDate = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "Date"
  if (isDate && (ts.isCallExpression(node) || !node.arguments?.length))
    return `${node.getText()}, which reads the clock`
  return undefined
}

/** What makes SQL of text here, or undefined. */
function sqlFromText(node) {
  if (!ts.isPropertyAccessExpression(node)) return undefined
  if (SQL_MEMBERS.test(node.getText())) return node.getText()
  return node.name.text === "unsafe" ? ".unsafe" : undefined
}

/**
 * True for `import { type X } from "@/server/…"`: the type goes, but with `verbatimModuleSyntax` the import itself stays and
 * takes the server's code along. dependency-cruiser cannot tell it from `import type`.
 */
function importsServerCode(node) {
  if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return false
  const isTypeOnly = ts.isImportDeclaration(node) ? node.importClause?.isTypeOnly : node.isTypeOnly
  return !isTypeOnly && node.moduleSpecifier?.text.startsWith("@/server/")
}

/** Every breach in one file of the product, as lines `file:line: rule, what`. `file` is relative to `root`. */
export function checkSource(root, file) {
  const isCore = file.startsWith("core/") && !isTest(file)
  const mayMakeSql = SQL_FROM_TEXT.has(file) || isTest(file)
  const isComponent = file.startsWith("components/") && !isTest(file)
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true)
  const problems = []
  const visit = (node) => {
    const line = () => source.getLineAndCharacterOfPosition(node.getStart()).line + 1
    const impure = isCore && impurity(node)
    if (impure) problems.push(`${file}:${line()}: core-is-pure, ${impure}`)
    const text = !mayMakeSql && sqlFromText(node)
    if (text) problems.push(`${file}:${line()}: no-sql-from-text, ${text}`)
    if (isComponent && importsServerCode(node))
      problems.push(`${file}:${line()}: components-know-server-types-only, import type`)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return problems
}
