import { createTheme, type MantineColorsTuple } from '@mantine/core';

const blue: MantineColorsTuple = [
  '#eef3fd',
  '#dae5fb',
  '#b3c9f6',
  '#86abf5',
  '#5a8bee',
  '#3b70e3',
  '#3265d6',
  '#2457c5',
  '#1c479f',
  '#163a82',
];

/** From text to the deepest ground, in the greys of `tokens.css`: what Mantine draws in dark without a token of ours. */
const dark: MantineColorsTuple = [
  '#e2e6ec',
  '#c3cad4',
  '#a3adba',
  '#6b7685',
  '#323943',
  '#2b313a',
  '#20252c',
  '#191d23',
  '#14171c',
  '#101318',
];

/** Mantine in this house's measures: 13 px text, small radii, no shadow but on what floats. Colours are in `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 6 },
  colors: { blue, dark },
  fontFamily: 'var(--vx-font)',
  fontFamilyMonospace: 'var(--vx-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.4', xl: '1.25' },
  defaultRadius: 4,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'compact-sm' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    MultiSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 360 } },
    Modal: { defaultProps: { centered: true, radius: 6, padding: 'md', transitionProps: { duration: 120 } } },
    // Without the placeholder: an element without a role among the items of a menu.
    Menu: {
      defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false },
    },
  },
});
