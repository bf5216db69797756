/**
 * Tables to which the tenant's login may add and which it may read, and nothing else: what happened stays as it was
 * written, even for whoever takes over the application's connection.
 */
export const appendOnlyTables = ["audit", "data_key", "step"] as const
