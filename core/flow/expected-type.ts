import type { ExpectedType } from "@/core/expression/check"
import type { Field } from "./graph"

/** What an expression must give to be stored in a field. */
export const expectedType: Record<Field["type"], ExpectedType> = {
  string: "string",
  int: "number",
  double: "number",
  money: "number",
  bool: "bool",
  timestamp: "timestamp",
  duration: "duration",
  "list<string>": "list<string>",
  // No expression gives rows: the checks say so where one is meant for such a field.
  rows: "any",
}
