// The payment-provider sandbox as the platform starts it.
import './stop-with-parent.ts';
import './payment/process.ts';
