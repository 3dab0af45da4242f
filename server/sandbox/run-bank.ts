// The sandbox bank as the platform starts it.
import './stop-with-parent.ts';
import './bank/process.ts';
