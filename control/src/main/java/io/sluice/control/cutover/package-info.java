/** The simple cutover: with writers stopped, drain to one barrier, set sequences ahead, compare. */
package io.sluice.control.cutover;
