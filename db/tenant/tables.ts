// Read by drizzle-kit only (drizzle.config.ts); everything else imports a table from its own file. A new file under
// db/tenant/ gets a line here, then `npm run db:generate`.
export * from "./attachment"
export * from "./back-test"
export * from "./delivery"
export * from "./flow"
export * from "./migration"
export * from "./people"
export * from "./secret"
export * from "./service"
export * from "./telephony"
export * from "./ticket"
export * from "./together"
export * from "./visit"
