import { expect, it } from "vitest"
import { initialsOf } from "./person-chip"

it.each([
  ["张伟", "张伟"],
  ["欧阳娜娜", "娜娜"],
  ["王 小明", "小明"],
  ["Ada Lovelace", "AL"],
  ["ada king lovelace", "AL"],
  ["Plato", "P"],
  ["  ", "?"],
])("initials of %s are %s", (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
