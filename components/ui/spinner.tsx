import { LoaderCircle } from "lucide-react"

/** Turns while something is on its way, in the colour of the text around it. What that is, the text says. */
export function Spinner() {
  return <LoaderCircle className="spinner spinner--sm spinner--current" aria-hidden="true" />
}
