import { configure } from '@testing-library/react';
import { loadCatalogue } from '#site/strings/languages.ts';
import { setStrings } from '#site/strings/strings.ts';

// Before any module of the site, since they read their strings at load time.
setStrings(await loadCatalogue('en'));

// Files share their page: none finds what another one stored.
localStorage.clear();
sessionStorage.clear();

// For busy machines.
configure({ asyncUtilTimeout: 20_000 });
