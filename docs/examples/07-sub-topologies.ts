import { winesByRegion } from './winesByRegion.ts';

console.log(String(winesByRegion().describe()));
