import { variables } from "../../testing/variables"
import type { ExpressionValue } from "../../value"
import type { Variable } from "../../variable"
import type { Split } from "./random-split"

// The other side of the comparison, kept simple and apart from the prover's own choice of points: around every constant,
// between every two, far out on both sides, everything a closed list has, both truth values, every set of the tags named,
// and nothing where a variable may be empty.

export type Assignment = Record<string, ExpressionValue>

/** Every combination of the grid's values of the variables a split reads. */
export function assignmentsOf({ keys, constants }: Split): Assignment[] {
  const own = variables.filter(({ key }) => keys.includes(key))
  return own.reduce<Assignment[]>(
    (all, variable) => {
      const kin = own.filter(({ type }) => type === variable.type)
      const asked = constants.filter(({ key }) => kin.some((one) => one.key === key)).map(({ value }) => value)
      const values = valuesOf(variable, [...new Set(asked)], kin.length)
      return all.flatMap((assignment) => values.map((value) => ({ ...assignment, [variable.key]: value })))
    },
    [{}],
  )
}

/** `kin` variables of a type may be compared with each other: each gap needs room for as many in any order. */
function valuesOf({ type, nullable, values }: Variable, asked: (number | string)[], kin: number): ExpressionValue[] {
  const empty: ExpressionValue[] = nullable ? [null] : []
  switch (type) {
    case "bool":
      return [true, false, ...empty]
    case "string": {
      const others = Array.from({ length: kin }, (_, index) => `else ${index}`)
      return [...(values?.map(({ value }) => value) ?? [...asked.map(String), ...others]), ...empty]
    }
    case "list<string>":
      return [...subsetsOf(asked.map(String)), ...empty]
    case "int":
    case "money":
      return [...around(asked.map(Number), kin, 1, Math.round), ...empty]
    case "double":
      return [...around(asked.map(Number), kin, 0.5, (value) => value), ...empty]
    case "duration":
      return [...around(asked.map(Number), kin, 1, Math.round).map((value) => `${value}s`), ...empty]
    case "timestamp":
      return [
        ...around(
          asked.map((moment) => Date.parse(String(moment))),
          kin,
          60_000,
          Math.round,
        ).map((value) => new Date(value).toISOString()),
        ...empty,
      ]
  }
}

function around(constants: number[], kin: number, step: number, round: (value: number) => number): number[] {
  const known = constants.length > 0 ? constants.toSorted((a, b) => a - b) : [0]
  const points = new Set(known)
  for (let index = 1; index <= kin; index += 1) {
    points.add(known[0]! - step * index)
    points.add(known.at(-1)! + step * index)
    known.forEach((high, place) => {
      const low = known[place - 1]
      if (low !== undefined) points.add(round(low + ((high - low) * index) / (kin + 1)))
    })
  }
  return [...points]
}

function subsetsOf(items: string[]): string[][] {
  return items.reduce<string[][]>(
    (all, item) => [...all, ...all.map((some) => [...some, item])],
    [["nothing asked for"]],
  )
}
