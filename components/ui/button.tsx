"use client"

import type { ComponentPropsWithRef, KeyboardEvent, MouseEvent } from "react"
import { buttonClass, type ButtonLook } from "./button-class"

export interface ButtonProps extends Omit<ComponentPropsWithRef<"button">, "onClick" | "disabled">, ButtonLook {
  isDisabled?: boolean
  /** What it started still goes on: it keeps the focus and cannot be pressed again. */
  isPending?: boolean
  onPress?: (event: MouseEvent<HTMLButtonElement>) => void
}

/**
 * HeroUI's button as its style sheet draws it, on the browser's own element. HeroUI's component would bring React Aria's
 * press handling and the class engine (26 kB) to every page before anything else is needed of them.
 */
export function Button({
  variant,
  size,
  type = "button",
  isIconOnly,
  fullWidth,
  isDisabled,
  isPending,
  onPress,
  onKeyDown,
  className,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // A press is the button's alone; what it lies in, such as a row that opens, must not take it as well.
    event.stopPropagation()
    if (isPending) return
    // Safari does not focus a button that is clicked, and what opens now gives the focus back to where it was.
    if (document.activeElement !== event.currentTarget) event.currentTarget.focus({ preventScroll: true })
    onPress?.(event)
  }
  const keyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    onKeyDown?.(event)
    if (event.key === "Enter" || event.key === " ") event.stopPropagation()
  }
  return (
    <button
      data-slot="button"
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- one of the three; while pending a form is not sent again
      type={isPending ? "button" : type}
      disabled={isDisabled}
      aria-disabled={isPending || undefined}
      data-pending={isPending || undefined}
      onClick={press}
      onKeyDown={keyDown}
      className={buttonClass({ variant, size, isIconOnly, fullWidth }, className)}
    />
  )
}
