DROP INDEX "calendar_default";--> statement-breakpoint
ALTER TABLE "calendar" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "calendar" ADD COLUMN "saved_by" uuid;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "calendar_id" uuid;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_calendar_id_calendar_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "calendar"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_one_default" ON "calendar" USING btree ("is_default") WHERE is_default = 1;