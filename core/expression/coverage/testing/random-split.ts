import fc from "fast-check"
import type { Variable } from "../../variable"
import { variables } from "../../testing/variables"

/** A comparison, and the constants a grid must have points around. */
export type Atom = { text: string; constants: { key: string; value: number | string }[]; isOpaque: boolean }

/** The routes of a split as texts, the variables they read, and every constant they compare these with. */
export type Split = { exits: string[]; keys: string[]; constants: Atom["constants"]; isOpaque: boolean }

/** Numbers that choose: what they choose from is known only when the split's variables are. */
type Choices = { pick: number; form: number; first: number; second: number }
type Tree =
  | { kind: "atom"; choices: Choices }
  | { kind: "not"; of: Tree }
  | { kind: "pair"; join: "&&" | "||"; left: Tree; right: Tree }
  | { kind: "choice"; test: Tree; yes: Tree; no: Tree }

const at = <Item>(items: readonly Item[], choice: number): Item => items[choice % items.length] as Item
const order = ["<", "<=", ">", ">=", "==", "!="] as const

const wholes = [-1, 0, 1, 3, 5]
const decimals = [-1, 0, 1, 2.5, 3, 5]
const lengths = [0, 60, 300]
const moments = ["2026-01-01T00:00:00Z", "2026-05-01T08:00:00+08:00"]
const texts = ["a", "b", "退款"]
const tags = ["vip", "new", "退款"]

/** What a variable is asked, told by four numbers. `other` is a variable of its type, perhaps itself. */
function ask(variable: Variable, other: Variable, { form, first, second }: Choices): Atom {
  const { key, nullable } = variable
  const constants: Atom["constants"] = []
  const note = <Value extends number | string>(value: Value): Value => {
    constants.push({ key, value })
    return value
  }
  const guarded = (comparison: string, keys = [variable]) => {
    const guards = keys.filter((one) => one.nullable).map((one) => `${one.key} != null`)
    return guards.length > 0 ? `(${[...guards, comparison].join(" && ")})` : comparison
  }
  const made = (text: string, isOpaque = false): Atom => ({ text, constants, isOpaque })
  if (nullable && form % 5 === 0) return made(`${key} ${first % 2 === 0 ? "==" : "!="} null`)
  const compared = (values: readonly (number | string)[], write: (value: number | string) => string) => {
    if (other !== variable && form % 4 === 1)
      return made(guarded(`${key} ${at(order, first)} ${other.key}`, [variable, other]))
    const [low, high] = [at(values, first), at(values, second)]
    if (form % 7 === 2) return made(guarded(`between(${key}, ${write(note(low))}, ${write(note(high))})`))
    return made(guarded(`${key} ${at(order, form)} ${write(note(low))}`))
  }
  switch (variable.type) {
    case "bool":
      return made(guarded(key))
    case "int":
    case "money":
      if (form % 9 === 3) return made(guarded(`${key} in [${note(at(wholes, first))}, ${note(at(wholes, second))}]`))
      // Fails for one value, and is no comparison a finite number of values stands for.
      if (form % 13 === 4) return made(guarded(`12 / ${key} > ${at(wholes, first)}`), true)
      return compared(wholes, String)
    case "double":
      return compared(decimals, String)
    case "duration":
      return compared(lengths, (seconds) => `duration("${seconds}s")`)
    case "timestamp":
      return compared(moments, (moment) => `timestamp("${moment}")`)
    case "list<string>": {
      const known = variable.values?.map(({ value }) => value) ?? tags
      return made(guarded(`${JSON.stringify(note(at(known, first)))} in ${key}`))
    }
    case "string": {
      const known = variable.values?.map(({ value }) => value) ?? texts
      const [one, two] = [JSON.stringify(note(at(known, first))), JSON.stringify(note(at(known, second)))]
      if (form % 3 === 1) return made(guarded(`${key} in [${one}, ${two}]`))
      if (!variable.values && form % 11 === 0) return made(guarded(`${key}.contains(${one})`), true)
      return made(guarded(`${key} ${form % 2 === 0 ? "==" : "!="} ${one}`))
    }
  }
}

function write(tree: Tree, chosen: readonly Variable[], atoms: Atom[]): string {
  switch (tree.kind) {
    case "atom": {
      const variable = at(chosen, tree.choices.pick)
      const sameType = chosen.filter(({ type, values }) => type === variable.type && !values === !variable.values)
      const atom = ask(variable, at(sameType, tree.choices.second), tree.choices)
      atoms.push(atom)
      return atom.text
    }
    case "not":
      return `!(${write(tree.of, chosen, atoms)})`
    case "pair":
      return `(${write(tree.left, chosen, atoms)} ${tree.join} ${write(tree.right, chosen, atoms)})`
    case "choice":
      return `(${[tree.test, tree.yes, tree.no].map((part) => write(part, chosen, atoms)).reduce((text, part, index) => `${text}${index === 1 ? " ? " : " : "}${part}`)})`
  }
}

const number = fc.nat(1000)
const atom: fc.Arbitrary<Tree> = fc
  .record({ pick: number, form: number, first: number, second: number })
  .map((choices) => ({ kind: "atom", choices }))
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: atom },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("pair" as const),
        join: fc.constantFrom("&&" as const, "||" as const),
        left: tie("tree"),
        right: tie("tree"),
      }),
    },
    { weight: 1, arbitrary: tie("tree").map((of) => ({ kind: "not" as const, of })) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("choice" as const),
        test: atom,
        yes: tie("tree"),
        no: tie("tree"),
      }),
    },
  ),
})).tree

/**
 * Splits of one to three routes over one to three variables of any type. In some the last route takes what the others
 * leave, so that complete splits occur as often as leaky ones.
 */
export const randomSplit: fc.Arbitrary<Split> = fc
  .record({
    chosen: fc.uniqueArray(fc.nat(variables.length - 1), { minLength: 1, maxLength: 3 }),
    trees: fc.array(tree, { minLength: 1, maxLength: 3 }),
    isClosed: fc.boolean(),
  })
  .map(({ chosen, trees, isClosed }) => {
    const own = chosen.map((index) => variables[index] as Variable)
    const atoms: Atom[] = []
    const exits = trees.map((one) => write(one, own, atoms))
    if (isClosed && exits.length < 3) exits.push(`!(${exits.map((exit) => `(${exit})`).join(" || ")})`)
    return {
      exits,
      keys: own.map(({ key }) => key).filter((key) => exits.some((exit) => new RegExp(`\\b${key}\\b`).test(exit))),
      constants: atoms.flatMap(({ constants }) => constants),
      isOpaque: atoms.some(({ isOpaque }) => isOpaque),
    }
  })
