/** Everything that {@code sluice check} looks at before a migration, and what it says of it. */
package io.sluice.control.check;
