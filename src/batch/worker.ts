import { documentReader } from './reader.ts';
import { serve } from './worker-loop.ts';

serve(documentReader());
