import clsx from "clsx"

export interface ButtonLook {
  variant?: "primary" | "secondary" | "tertiary" | "outline" | "ghost" | "danger" | "danger-soft"
  size?: "sm" | "md" | "lg"
  isIconOnly?: boolean
  fullWidth?: boolean
}

/** The classes of HeroUI's style sheet for a button, and for a link that looks like one. */
export function buttonClass(
  { variant = "primary", size = "md", isIconOnly, fullWidth }: ButtonLook,
  className?: string,
) {
  return clsx(
    "button",
    `button--${variant}`,
    `button--${size}`,
    isIconOnly && "button--icon-only",
    fullWidth && "button--full-width",
    className,
  )
}
