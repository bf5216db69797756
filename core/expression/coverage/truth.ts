import type { CompiledParts } from "../evaluate"
import { childrenOf, pathOf, type Node } from "../tree"
import type { ExpressionValue } from "../value"
import type { Variable } from "../variable"

/** The values tried of one variable. */
export type Axis = { key: string; points: readonly ExpressionValue[] }

/** No, yes, or an evaluation that fails: small numbers, for millions of them are worked out. */
export const no = 0
export const yes = 1
export const failed = 2
export type Answer = typeof no | typeof yes | typeof failed

/** What a condition answers where each variable has the point of its axis that `at` says. */
export type Truth = (at: ArrayLike<number>) => Answer

/** Of a comparison over more cases than this nothing is remembered. */
const rememberedMax = 200_000

/**
 * A condition over axes, as logic in JavaScript over comparisons that the engine evaluates once per combination of their
 * own variables. `&&` and `||` take errors as CEL does: an answer that another operand decides alone hides them.
 */
export function truthOf(
  compiled: CompiledParts & { ok: true },
  variables: readonly Variable[],
  axes: readonly Axis[],
): Truth {
  const byKey = new Map(variables.map((variable) => [variable.key, variable]))

  const build = (node: Node): Truth => {
    if (node.kind === "call" && !node.target) {
      const [first, second, third] = node.args
      if (node.name === "!_" && first) {
        const inner = build(first)
        return (at) => negated[inner(at)]
      }
      if ((node.name === "_&&_" || node.name === "_||_") && node.args.length > 0) {
        const decisive = node.name === "_||_" ? yes : no
        const other = node.name === "_||_" ? no : yes
        return node.args.map(build).reduce((left, right) => (at) => {
          const one = left(at)
          if (one === decisive) return one
          const two = right(at)
          if (two === decisive) return two
          return one === failed || two === failed ? failed : other
        })
      }
      if (node.name === "_?_:_" && first && second && third) {
        const [test, then, otherwise] = [build(first), build(second), build(third)]
        return (at) => {
          const chosen = test(at)
          return chosen === failed ? failed : chosen === yes ? then(at) : otherwise(at)
        }
      }
    }
    return comparison(node)
  }

  const comparison = (node: Node): Truth => {
    const keys = new Set<string>()
    collectKeys(node, byKey, keys)
    const read = [...keys].flatMap((key) => byKey.get(key) ?? [])
    const evaluate = compiled.part(node, read)
    const places = axes.flatMap(({ key }, index) => (keys.has(key) ? [index] : []))
    const own = places.map((place) => axes[place] ?? { key: "", points: [] })
    const answerAt = (at: ArrayLike<number>): Answer => {
      const values: Record<string, ExpressionValue> = {}
      own.forEach(({ key, points }, index) => (values[key] = points[at[places[index] ?? 0] ?? 0] ?? null))
      const outcome = evaluate(values)
      return outcome === "failed" ? failed : outcome ? yes : no
    }
    const size = own.reduce((product, { points }) => product * Math.max(1, points.length), 1)
    if (size > rememberedMax) return answerAt
    const known = new Uint8Array(size)
    return (at) => {
      let cell = 0
      for (let index = 0; index < places.length; index += 1)
        cell = cell * (own[index]?.points.length ?? 1) + (at[places[index] ?? 0] ?? 0)
      const before = known[cell] ?? 0
      if (before > 0) return (before - 1) as Answer
      const answer = answerAt(at)
      known[cell] = answer + 1
      return answer
    }
  }

  return build(compiled.tree)
}

const negated: Record<Answer, Answer> = [yes, no, failed]

function collectKeys(node: Node, byKey: ReadonlyMap<string, Variable>, into: Set<string>): void {
  const path = pathOf(node)
  if (path !== undefined && byKey.has(path)) into.add(path)
  else for (const child of childrenOf(node)) collectKeys(child, byKey, into)
}
