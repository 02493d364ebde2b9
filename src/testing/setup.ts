import { configure } from '@testing-library/react';

// A page on the real embedded environment takes its time on a busy machine; what never comes still fails.
configure({ asyncUtilTimeout: 15_000 });
