import { buttonVariants, type ButtonVariants } from "@heroui/styles"
import Link from "next/link"
import type { ComponentProps } from "react"

/** A link that looks like a button: going somewhere is a link, doing something is a button. */
export function ButtonLink({
  variant,
  size,
  isIconOnly,
  fullWidth,
  className,
  ...rest
}: ComponentProps<typeof Link> & Pick<ButtonVariants, "variant" | "size" | "isIconOnly" | "fullWidth">) {
  return <Link {...rest} className={buttonVariants({ variant, size, isIconOnly, fullWidth, className })} />
}
