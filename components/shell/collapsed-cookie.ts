/** Remembers that the side bar is folded to icons. A cookie, so that the server draws it right the first time. */
export const collapsedCookie = "nav-collapsed"

/** Remembers the choice for a year. Browser only. */
export function rememberCollapsed(isCollapsed: boolean) {
  document.cookie = `${collapsedCookie}=${isCollapsed ? 1 : 0}; path=/; max-age=31536000; samesite=lax`
}
