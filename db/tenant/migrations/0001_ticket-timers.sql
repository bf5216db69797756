ALTER TABLE "timer" RENAME COLUMN "todo_id" TO "item_id";--> statement-breakpoint
ALTER TABLE "timer" DROP CONSTRAINT "timer_ticket_id_todo_id_pk";--> statement-breakpoint
ALTER TABLE "timer" ADD CONSTRAINT "timer_ticket_id_item_id_pk" PRIMARY KEY("ticket_id","item_id");--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "next_at" timestamp (3) with time zone;