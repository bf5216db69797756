/** The server takes no longer comments. */
export const commentCharsMax = 4000
