import type { Text } from "@/core/text"
import type { readFields } from "./read-fields"

type FormReader = typeof readFields

let loaded: FormReader | null = null

/** Called once, by the code of the form as it comes. */
export const setFormReader = (reader: FormReader): void => {
  loaded = reader
}

/** Before the form's code has come nobody has typed anything: only what is missing can be wrong. */
const untouched: FormReader = (fields, _drafts, { known, complete }) => ({
  values: {},
  problems: Object.fromEntries(
    fields
      .filter(({ key, required }) => complete && required && (known[key] ?? "") === "")
      .map(({ key, label }): [string, Text] => [
        key,
        { en: `“${label.en}” is required.`, zh: `请填写“${label.zh}”。` },
      ]),
  ),
})

/** Reads what was typed into a form. */
export const readForm: FormReader = (...form) => (loaded ?? untouched)(...form)
