import Link from "next/link"
import type { ComponentProps } from "react"
import { buttonClass, type ButtonLook } from "./button-class"

/** A link that looks like a button: going somewhere is a link, doing something is a button. */
export function ButtonLink({
  variant,
  size,
  isIconOnly,
  fullWidth,
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return <Link {...rest} className={buttonClass({ variant, size, isIconOnly, fullWidth }, className)} />
}
