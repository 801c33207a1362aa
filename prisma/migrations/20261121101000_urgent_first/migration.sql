-- Urgent messages are claimed before everything else that is due.
CREATE INDEX "deliveries_urgent_idx" ON "deliveries" ("due_at") WHERE "state" = 'planned' AND "priority" = 0;
-- What is of no use any more, for the sweep that ends it.
CREATE INDEX "deliveries_expiring_idx" ON "deliveries" ("expires_at") WHERE "state" = 'planned';
