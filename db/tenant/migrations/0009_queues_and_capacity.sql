ALTER TABLE "todo" ALTER COLUMN "assignee_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "todo" ALTER COLUMN "owner_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "capacity" integer;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "approval_limit" bigint;--> statement-breakpoint
ALTER TABLE "todo" ADD COLUMN "queue" text;--> statement-breakpoint
ALTER TABLE "todo" ADD COLUMN "awaits_capacity" boolean;--> statement-breakpoint
CREATE INDEX "todo_queue" ON "todo" USING btree ("queue","due_at","ticket_id") WHERE state = 'active' and assignee_id is null;--> statement-breakpoint
CREATE INDEX "todo_awaits_capacity" ON "todo" USING btree ("created_at") WHERE state = 'active' and awaits_capacity;