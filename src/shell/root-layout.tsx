import { Suspense } from 'react';
import { Outlet, ScrollRestoration, useNavigation } from 'react-router';
import { PaletteDoor } from '../palette/palette-door.tsx';
import { lazyAside } from '../ui/lazy-aside.ts';
import { TypeIconDrawings } from '../ui/type-icon.tsx';
import { useDensity } from './density.ts';
import styles from './root-layout.module.css';
import { RouteNews } from './route-news.tsx';
import { useShellCommands } from './shell-commands.ts';
import { SignInDoor } from './sign-in-door.tsx';
import { TopBar } from './top-bar.tsx';

const SlowDownDoor = lazyAside(async () => (await import('./slow-down-door.tsx')).SlowDownDoor);

/** The frame of every page: one bar, then the page. */
export function RootLayout() {
  const navigation = useNavigation();
  useDensity();
  useShellCommands();
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#main">
        Skip to content
      </a>
      <TypeIconDrawings />
      <TopBar />
      {navigation.state === 'idle' ? null : <div className={styles.progress} />}
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
      <RouteNews />
      <PaletteDoor />
      <SignInDoor />
      <Suspense fallback={null}>
        <SlowDownDoor />
      </Suspense>
      <ScrollRestoration />
    </div>
  );
}
