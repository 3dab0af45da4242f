// The one row that says which installation this database belongs to.
import type pg from 'pg';

export interface Installation {
  readonly installationId: string;
  readonly createdAt: Date;
}

/** Reads the row that the first migration made. */
export async function readInstallation(pool: pg.Pool): Promise<Installation> {
  const { rows } = await pool.query<Installation>(
    `select installation_id as "installationId", created_at as "createdAt"
     from platform.installation`,
  );
  const [installation] = rows;
  if (installation === undefined) throw new Error('The first migration makes the one row.');
  return installation;
}
