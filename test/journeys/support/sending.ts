import { type Product } from './product.js';

/** In Boston nothing waits to be undone, and nothing for a second person: sends.spec.ts tells of those. */
export async function sendsAtOnce(product: Product): Promise<void> {
  await product.sql(
    `INSERT INTO sending_rules (owner_id, undo_minutes) SELECT id, 0 FROM organizations WHERE slug = 'boston'
     ON CONFLICT (owner_id) DO UPDATE SET undo_minutes = 0, approval_over = NULL`,
  );
  await product.sql(
    `INSERT INTO network_rules (network_id, approval_over) SELECT id, 100000 FROM networks
     ON CONFLICT (network_id) DO UPDATE SET approval_over = 100000`,
  );
}
